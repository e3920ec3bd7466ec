using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Dressora.Imaging.Tests;

/// <summary>Imaging in a pipeline: what is stored, shown and removed.</summary>
public sealed class PipelineTests
{
    private static readonly AccountId Alice = new("alice");

    [Fact]
    public async Task An_upload_is_stored_upright_and_without_its_metadata()
    {
        await using var host = DressoraTestHost.Start(builder => builder.AddImaging());

        var added = Assert.IsType<UploadResult.Added>(await host.Uploads.AddAsync(Alice, new MemoryStream(Drawn.Held(6)))).Upload;

        Assert.Equal(("image/jpeg", Drawn.Width, Drawn.Height), (added.Image.ContentType, added.Image.Width, added.Image.Height));
    }

    [Fact]
    public async Task Without_imaging_an_upload_is_stored_as_it_came()
    {
        var held = Drawn.Held(6);
        await using var host = DressoraTestHost.Start();

        var added = Assert.IsType<UploadResult.Added>(await host.Uploads.AddAsync(Alice, new MemoryStream(held))).Upload;

        Assert.Equal(held.Length, added.Image.Bytes);
    }

    [Fact]
    public async Task An_upload_of_a_type_that_the_model_does_not_read_is_encoded_in_one_that_it_does()
    {
        var descriptor = ScriptedProvider.DefaultDescriptor;
        descriptor = descriptor with { Models = [descriptor.Models[0] with { InputContentTypes = ["image/png", "image/jpeg"] }] };
        await using var host = DressoraTestHost.Start(builder => builder.AddImaging(), descriptor);
        using var bitmap = Drawn.Upright();

        var added = Assert.IsType<UploadResult.Added>(
            await host.Uploads.AddAsync(Alice, new MemoryStream(Drawn.As(bitmap, SKEncodedImageFormat.Webp)))).Upload;

        Assert.Equal("image/jpeg", added.Image.ContentType);
        var request = new GenerationRequest { Prompt = "a coat", Inputs = [GenerationInput.From(InputRole.Person, added.Id)] };
        Assert.IsType<SubmitResult.Accepted>(await host.Jobs.SubmitAsync(Alice, request));
    }

    [Fact]
    public async Task A_result_has_its_thumbnails_beside_it_and_they_go_with_it()
    {
        await using var host = DressoraTestHost.Start(builder => builder.AddImaging(options => options.ThumbnailSides.Add(16)));
        var job = Assert.IsType<SubmitResult.Accepted>(await host.Jobs.SubmitAsync(Alice, new GenerationRequest { Prompt = "a coat" })).Job;
        await host.DrainAsync();
        var store = host.Services.GetRequiredService<IResultStore>();

        Assert.Equal(JobStatus.Succeeded, (await host.Jobs.FindAsync(Alice, job.Id))!.Status);
        await using (var thumbnail = await store.OpenAsync(StorageKey.ForThumbnail(job.Id, 0, 16)))
        {
            using var codec = SKCodec.Create(thumbnail);
            Assert.Equal(SKEncodedImageFormat.Webp, codec.EncodedFormat);
        }

        await host.Jobs.EraseAsync(Alice, job.Id);
        await host.DrainAsync();
        Assert.Null(await store.OpenAsync(StorageKey.ForThumbnail(job.Id, 0, 16)));
    }

    [Theory]
    [InlineData(15, "ThumbnailSides is 15")]
    [InlineData(4_096, "ThumbnailSides is 4,096")]
    public void A_broken_setting_is_named(int side, string named)
    {
        var services = new ServiceCollection();
        services.AddDressora().AddImaging(options => options.ThumbnailSides.Add(side));
        using var provider = services.BuildServiceProvider();

        Assert.Contains(
            named, Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ImagingOptions>>().Value).Message, StringComparison.Ordinal);
    }
}
