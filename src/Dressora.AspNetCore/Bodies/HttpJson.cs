using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dressora;

/// <summary>
/// Every shape that goes out. Generated, and independent of the JSON options of the host.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(JobPageBody))]
[JsonSerializable(typeof(QuoteBody))]
[JsonSerializable(typeof(ModelPageBody))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(BalanceBody))]
[JsonSerializable(typeof(EntryPageBody))]
internal sealed partial class HttpJson : JsonSerializerContext;
