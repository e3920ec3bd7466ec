using System.Text.Json.Serialization;

namespace Dressora.Stores;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(NameConverters.ForJobId), typeof(NameConverters.ForAccountId), typeof(NameConverters.ForUploadId),
        typeof(NameConverters.ForInputRole), typeof(NameConverters.ForStorageKey), typeof(NameConverters.ForTaskId),
        typeof(NameConverters.ForCredits),
    ])]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobDocumentContext : JsonSerializerContext;
