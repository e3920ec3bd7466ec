namespace Dressora.Imaging;

/// <summary>Finds what cameras and programs write beside the picture.</summary>
/// <remarks>
/// It looks for the marks under which JPEG, PNG and WebP carry it, wherever they are: a mark that is there by chance costs an encoding, one
/// that is missed would cost somebody's privacy.
/// </remarks>
internal static class Metadata
{
    public static bool IsIn(ReadOnlySpan<byte> file) =>
        file.IndexOf("Exif\0"u8) >= 0 // JPEG, and PNG as some write it
        || file.IndexOf("EXIF"u8) >= 0 // WebP
        || file.IndexOf("eXIf"u8) >= 0 // PNG
        || file.IndexOf("XMP "u8) >= 0
        || file.IndexOf("ns.adobe.com/xap"u8) >= 0
        || file.IndexOf("XML:com.adobe.xmp"u8) >= 0
        || file.IndexOf("Photoshop 3.0"u8) >= 0 // IPTC
        || file.IndexOf("tEXt"u8) >= 0
        || file.IndexOf("zTXt"u8) >= 0
        || file.IndexOf("iTXt"u8) >= 0
        || file.IndexOf("tIME"u8) >= 0
        || HasComment(file);

    // A JPEG's comment lies between its segments, before the scan.
    private static bool HasComment(ReadOnlySpan<byte> file)
    {
        if (file.Length < 2 || file[0] != 0xFF || file[1] != 0xD8)
        {
            return false;
        }

        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] != 0xDA)
        {
            if (file[at + 1] == 0xFE)
            {
                return true;
            }

            at += 2 + ((file[at + 2] << 8) | file[at + 3]);
        }

        return false;
    }
}
