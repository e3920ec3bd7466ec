using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dressora.Emulators;

/// <summary>
/// The emulator's own JSON: its files, and the bodies of its <c>_admin</c> calls. The host's JSON
/// options play no part.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.General, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TaskRecord))]
[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(FaultSet))]
[JsonSerializable(typeof(RequestLine))]
internal sealed partial class EmulatorDocuments : JsonSerializerContext;
