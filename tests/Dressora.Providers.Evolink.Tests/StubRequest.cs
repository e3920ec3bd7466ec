using System.Text;
using System.Text.Json;

namespace Dressora.Providers.Evolink.Tests;

/// <summary>A call as it arrived.</summary>
internal sealed record StubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonElement.Parse(Body);
}
