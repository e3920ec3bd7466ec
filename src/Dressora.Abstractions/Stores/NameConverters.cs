using System.Text.Json;
using System.Text.Json.Serialization;
using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>Writes ids and names as the strings they are, and amounts as numbers.</summary>
internal static class NameConverters
{
    public sealed class ForJobId() : Text<JobId>(
        text => JobId.TryParse(text, out var id) ? id : throw new JsonException("Not a job id."), id => id.ToString());

    public sealed class ForAccountId() : Text<AccountId>(text => new AccountId(text), account => account.Value);

    public sealed class ForUploadId() : Text<UploadId>(
        text => UploadId.TryParse(text, out var id) ? id : throw new JsonException("Not an upload id."), id => id.Value);

    public sealed class ForInputRole() : Text<InputRole>(text => new InputRole(text), role => role.Value);

    public sealed class ForStorageKey() : Text<StorageKey>(text => new StorageKey(text), key => key.Value);

    public sealed class ForTaskId() : Text<ProviderTaskId>(text => new ProviderTaskId(text), id => id.Value);

    public sealed class ForCredits : JsonConverter<Credits>
    {
        public override Credits Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Credits value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }

    public abstract class Text<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException("A name is null."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}
