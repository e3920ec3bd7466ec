using System.Globalization;

namespace TryOn;

/// <summary>The patterns. Every garment hangs straight, its middle at x = 400.</summary>
internal static class GarmentDrawings
{
    public static void Shirt(GarmentCanvas g)
    {
        g.Area("M318 74 C340 150 460 150 482 74 L482 60 C460 92 340 92 318 60 Z", "#16304F");
        g.Cloth(
            "M310 66 C262 82 215 98 178 122 C130 165 84 245 56 318 L160 372 C178 336 196 306 214 282 C222 450 218 650 206 826 C330 848 470 848 594 826 "
            + "C582 650 578 450 586 282 C604 306 622 336 640 372 L744 318 C716 245 670 165 622 122 C585 98 538 82 490 66 C468 164 332 164 310 66 Z",
            "#FBFAF5", "#E9E6DB", () =>
            {
                for (var y = 200; y < 840; y += 44)
                {
                    g.Seam(Invariant($"M40 {y} C250 {y + 14} 550 {y + 14} 760 {y}"), "#1D4E89", 235, 17);
                }

                g.Seams("M178 122 C205 190 214 240 214 282", "#0B2440", 110, 3);
                g.Folds("M232 300 C250 360 262 420 258 500");
                g.Folds("M226 620 C262 680 300 730 312 830", 20);
                g.Folds("M330 200 C342 240 346 280 344 320", 10);
                g.Seam("M206 806 C330 828 470 828 594 806", "#0B2440", 90, 2.5f, stitched: true);
                g.Seams("M70 296 L172 350", "#0B2440", 90, 2.5f, stitched: true);
            });
        g.Seam("M310 66 C332 164 468 164 490 66", "#1D4E89", 255, 20);
        g.Seam("M303 74 C330 182 470 182 497 74", "#0B2440", 80, 2);
    }

    public static void Coat(GarmentCanvas g)
    {
        g.Area("M322 50 L400 150 L478 50 L478 240 L322 240 Z", "#6E4A2A");
        g.Cloth(
            "M304 46 C250 64 204 84 168 114 C128 190 92 410 66 660 L170 690 C190 560 204 440 216 350 C216 540 200 740 176 872 C300 896 500 896 624 872 "
            + "C600 740 584 540 584 350 C596 440 610 560 630 690 L734 660 C708 410 672 190 632 114 C596 84 550 64 496 46 L400 250 Z",
            "#D2A873", "#A97C49", () =>
            {
                g.Seams("M168 114 C200 200 214 290 216 350", "#4A2F16", 120, 3);
                g.Seam("M372 330 C366 500 362 720 360 892", "#4A2F16", 130, 4);
                g.Folds("M240 420 C250 470 252 500 250 530");
                g.Folds("M250 600 C244 700 226 800 214 886", 22);
                g.Folds("M320 600 C318 700 306 800 300 890", 18);
                g.Folds("M120 420 C116 500 110 560 104 640", 12);
                g.Seams("M78 606 L178 634", "#4A2F16", 140, 4);
                g.Areas("M226 640 L318 652 L316 676 L224 664 Z", "#9C7140");
                g.Seams("M226 640 L318 652 L316 676 L224 664 Z", "#4A2F16", 130, 2.5f);
            });
        g.Area("M211 512 C330 532 470 532 589 512 L591 560 C470 580 330 580 209 560 Z", "#8A5F33");
        g.Seam("M207 522 C330 542 470 542 593 522 M205 550 C330 570 470 570 595 550", "#3C2510", 130, 2, stitched: true);
        g.Seam("M366 514 L434 514 L434 578 L366 578 Z M400 514 L400 560", "#3A2A18", 255, 9);
        g.Areas("M304 46 L386 300 L372 336 L318 262 L262 244 L284 190 L244 150 C262 104 282 70 304 46 Z", "#C4965E");
        g.Seams("M304 46 L386 300 L372 336 L318 262 L262 244 L284 190 L244 150", "#4A2F16", 170, 3);
        foreach (var y in (ReadOnlySpan<float>)[390, 460, 630, 710])
        {
            g.Button(338, y, "#4A2F16");
            g.Button(448, y, "#4A2F16");
        }
    }

    public static void Dress(GarmentCanvas g)
    {
        g.Area("M322 66 L478 66 L470 130 C440 200 360 200 330 130 Z", "#0D3B33");
        g.Cloth(
            "M296 42 L340 42 C346 130 366 178 400 182 C434 178 454 130 460 42 L504 42 C508 120 532 176 570 206 C552 280 538 338 532 396 "
            + "C572 520 650 700 704 846 C600 904 200 904 96 846 C150 700 228 520 268 396 C262 338 248 280 230 206 C268 176 292 120 296 42 Z",
            "#1F7A68", "#0F5247", () =>
            {
                for (var row = 0; row < 15; row++)
                {
                    for (var column = 0; column < 13; column++)
                    {
                        Flower(g, 84 + (column * 56) + (row % 2 * 28), 92 + (row * 58));
                    }
                }

                g.Folds("M290 440 C262 560 206 720 168 876", 24);
                g.Folds("M330 440 C316 580 290 740 272 892", 22);
                g.Folds("M376 440 C372 580 362 740 356 896", 18);
                g.Folds("M286 230 C296 290 296 340 290 380", 12);
                g.Folds("M340 210 C346 270 350 320 350 380", 9);
            });
        g.Area("M267 384 C340 404 460 404 533 384 L536 424 C460 446 340 446 264 424 Z", "#0B3A32");
        g.Seam("M267 392 C340 412 460 412 533 392 M265 418 C340 439 460 439 535 418", "#F2D9A6", 120, 2, stitched: true);
        g.Seam("M340 42 C346 130 366 178 400 182 C434 178 454 130 460 42", "#0B3A32", 255, 8);
    }

    public static void Knit(GarmentCanvas g)
    {
        g.Area("M316 70 C340 146 460 146 484 70 L484 50 C460 84 340 84 316 50 Z", "#7E2234");
        g.Cloth(
            "M306 56 C252 74 204 94 168 124 C124 200 86 420 62 668 L166 694 C186 560 202 440 216 350 C216 520 214 660 208 806 C330 830 470 830 592 806 "
            + "C586 660 584 520 584 350 C598 440 614 560 634 694 L738 668 C714 420 676 200 632 124 C596 94 548 74 494 56 C470 162 330 162 306 56 Z",
            "#C24A5E", "#93293D", () =>
            {
                for (var x = 60; x < 760; x += 17)
                {
                    g.Seam(Invariant($"M{x} 90 L{x} 760"), "#5E1424", 40, 4);
                }

                foreach (var x in (ReadOnlySpan<int>)[300, 400, 500])
                {
                    Cable(g, x);
                }

                for (var x = 200; x < 606; x += 15)
                {
                    g.Seam(Invariant($"M{x} 752 L{x} 830"), "#4A0D1A", 120, 5);
                }

                g.Seam("M208 750 C330 772 470 772 592 750", "#4A0D1A", 130, 5);
                g.Seams("M66 628 L170 654", "#4A0D1A", 140, 5);
                g.Seams("M168 124 C200 210 214 290 216 350", "#4A0D1A", 130, 4);
                g.Folds("M240 400 C250 470 248 560 236 640", 20);
                g.Folds("M122 420 C112 500 106 560 100 640", 14);
            });
        g.Seam("M306 56 C330 162 470 162 494 56", "#A9364B", 255, 30);
        g.Seam("M306 56 C330 162 470 162 494 56", "#4A0D1A", 90, 3, stitched: true);
    }

    private static void Flower(GarmentCanvas g, float x, float y)
    {
        for (var petal = 0; petal < 5; petal++)
        {
            var (sin, cos) = MathF.SinCos(petal * MathF.Tau / 5);
            g.Dot(x + (6.5f * cos), y + (6.5f * sin), 4.6f, "#F7E4C1", 225);
        }

        g.Dot(x, y, 3.4f, "#E07A4B");
    }

    private static void Cable(GarmentCanvas g, int x)
    {
        for (var y = 150; y < 750; y += 60)
        {
            g.Seam(Invariant($"M{x - 16} {y} C{x - 16} {y + 30} {x + 16} {y + 30} {x + 16} {y + 60}"), "#5E1424", 120, 9);
            g.Seam(Invariant($"M{x + 16} {y} C{x + 16} {y + 30} {x - 16} {y + 30} {x - 16} {y + 60}"), "#E58795", 150, 8);
        }
    }

    private static string Invariant(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
