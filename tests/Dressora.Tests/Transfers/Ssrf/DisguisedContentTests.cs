using System.Text;
using Dressora.Providers;
using Dressora.Tests.Images;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>What is served as an image and is something else, or something else as well. None of it reaches a store.</summary>
public sealed class DisguisedContentTests
{
    private const string Html = "<!doctype html><script>alert(1)</script>";
    private const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";

    [Theory]
    [InlineData("html", Html)]
    [InlineData("html behind blanks", "\r\n\t   <html><body onload=alert(1)>")]
    [InlineData("html behind a byte order mark", "\u00ef\u00bb\u00bf<html>")]
    [InlineData("html in a comment", "<!-- PNG --><html>")]
    [InlineData("html in UTF-16", "\u00ff\u00fe<\0h\0t\0m\0l\0>\0")]
    [InlineData("svg", Svg)]
    [InlineData("svg behind a declaration", "<?xml version='1.0'?>" + Svg)]
    [InlineData("svg with a document type and an entity", "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>")]
    [InlineData("svg, compressed", "\u001f\u008b\u0008\0\0\0\0\0")]
    [InlineData("script", "alert(1)")]
    [InlineData("a document", "%PDF-1.7\n%\u00e2\u00e3")]
    [InlineData("PostScript", "%!PS-Adobe-3.0 EPSF-3.0")]
    [InlineData("a program", "MZ\u0090\0")]
    [InlineData("a shell script", "#!/bin/sh\nid")]
    [InlineData("an archive", "PK\u0003\u0004")]
    [InlineData("a Flash film", "CWS\u0009")]
    [InlineData("a script for an image tool", "push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://127.0.0.1/'")]
    [InlineData("a playlist", "#EXTM3U\nhttp://169.254.169.254/")]
    [InlineData("half a signature and html", "\u0089PNG\r\n<html>")]
    [InlineData("a signature and html", "\u0089PNG\r\n\u001a\n<html><script>alert(1)</script>")]
    [InlineData("GIF and script", "GIF89a/*......................*/=1;alert(1)//")]
    [InlineData("JPEG and html", "\u00ff\u00d8\u00ff<script>alert(1)</script>")]
    [InlineData("WebP and html", "RIFF\u0010\0\0\0WEBP<script>alert(1)</script>")]
    [InlineData("AVIF and html", "\0\0\0\u0010ftypavif\0\0\0\0<script>alert(1)</script>")]
    public Task It_is_not_taken_for_the_image_it_is_called(string name, string text) => RefusedAsync(name, Encoding.Latin1.GetBytes(text));

    [Theory]
    [InlineData("html", Html)]
    [InlineData("html behind blanks", " \r\n\0\0 <html>")]
    [InlineData("the end of a comment and script", "*/=1;alert(1)//")]
    [InlineData("a document", "%PDF-1.7")]
    [InlineData("a program", "MZ\u0090\0")]
    [InlineData("a program of another system", "\u007fELF\u0002")]
    [InlineData("a shell script", "#!/bin/sh")]
    [InlineData("an archive", "PK\u0003\u0004")]
    [InlineData("an archive of another kind", "7z\u00bc\u00af\u0027\u001c")]
    [InlineData("an archive of a third kind", "Rar!\u001a\u0007")]
    [InlineData("a compressed file", "\u001f\u008b\u0008")]
    [InlineData("an empty archive", "PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("an archive behind bytes of no meaning", "\u0001\u0002\u0003PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task An_image_followed_by_something_else_is_refused_in_every_format(string name, string appended)
    {
        foreach (var (format, (_, image)) in ImageSamples.All)
        {
            await RefusedAsync($"{format} and {name}", [.. image, .. Encoding.Latin1.GetBytes(appended)]);
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("gif")]
    [InlineData("webp, lossy")]
    public async Task Text_behind_the_end_is_refused_where_no_camera_writes_any(string format) =>
        await RefusedAsync(format, [.. ImageSamples.All[format].Bytes, .. "alert(1);//"u8]);

    [Theory]
    [InlineData("png")]
    [InlineData("gif")]
    [InlineData("webp, lossy")]
    [InlineData("webp, lossless")]
    [InlineData("webp, animated")]
    public async Task More_than_a_little_behind_the_end_is_refused_where_no_camera_writes_any(string format) =>
        await RefusedAsync(format, [.. ImageSamples.All[format].Bytes, .. new byte[(64 << 10) + 1]]);

    [Fact]
    public async Task An_archive_whose_directory_hides_inside_a_chunk_of_the_image_is_refused()
    {
        // Readers of archives begin at the end and skip a comment: here the comment is the rest of the image.
        byte[] directory = [.. "PK\u0005\u0006"u8, .. new byte[16], 1, 0];
        byte[] gif = [.. ImageSamples.Gif[..^1], 0x21, 0xFE, (byte)directory.Length, .. directory, 0, 0x3B];

        await RefusedAsync("gif and archive", gif);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("application/javascript")]
    [InlineData("")]
    public async Task What_a_server_calls_an_image_does_not_matter(string declared)
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.ContentType = declared;
            context.Response.Headers.ContentDisposition = "attachment; filename=\"../../evil.html\"";
            return context.Response.Body.WriteAsync(ImageSamples.Png).AsTask();
        });
        var store = new InMemoryResultStore();

        var stored = Assert.IsType<IntakeResult.Stored>(await TakeInAsync(bench, store));

        Assert.Equal("image/png", stored.Image.ContentType);
    }

    private static async Task RefusedAsync(string name, byte[] content)
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.ContentType = "image/png";
            return context.Response.Body.WriteAsync(content).AsTask();
        });
        var store = new InMemoryResultStore();

        var taken = await TakeInAsync(bench, store);

        Assert.True(taken is IntakeResult.Refused, $"{name}: {taken}");
        Assert.Null(await store.OpenAsync(Key, TestContext.Current.CancellationToken));
    }

    private static StorageKey Key { get; } = new("results/disguised");

    private static async Task<IntakeResult> TakeInAsync(DownloadBench bench, InMemoryResultStore store)
    {
        var options = new TransferOptions();
        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;
        return await new ImageIntake(new Spooler(options), store, options, new InputTypes(new ProviderCatalog([]))).StoreAsync(spool, Key, TestContext.Current.CancellationToken);
    }
}
