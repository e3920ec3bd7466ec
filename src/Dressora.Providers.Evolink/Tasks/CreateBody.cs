using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>Spells a create in the fields that its model knows.</summary>
internal static class CreateBody
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Writes the body whole: it is small, and its length goes ahead of it.</summary>
    public static HttpContent Of(EvolinkModel model, ProviderTaskRequest request)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Write(writer, model, request);
        }

        return new ReadOnlyMemoryContent(bytes.WrittenMemory) { Headers = { ContentType = Json } };
    }

    private static void Write(Utf8JsonWriter writer, EvolinkModel model, ProviderTaskRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("model"u8, request.Model);
        writer.WriteString("prompt"u8, request.Prompt);
        if (request.Inputs.Count > 0)
        {
            writer.WriteStartArray("image_urls"u8);
            foreach (var input in request.Inputs)
            {
                writer.WriteStringValue(input.Url!.AbsoluteUri);
            }

            writer.WriteEndArray();
        }

        if (request.AspectRatio is { } shape)
        {
            writer.WriteString("size"u8, model.Sizes[shape]);
        }

        // A resolution is understood beside a shape only.
        WriteWord(writer, "resolution"u8, request.AspectRatio is null ? null : model.Resolution);
        WriteWord(writer, "quality"u8, model.Quality);
        if (model.TakesCount)
        {
            writer.WriteNumber("n"u8, request.Count);
        }

        WriteWord(writer, "callback_url"u8, request.CallbackUrl?.AbsoluteUri);
        writer.WriteEndObject();
    }

    private static void WriteWord(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? word)
    {
        if (word is not null)
        {
            writer.WriteString(name, word);
        }
    }
}
