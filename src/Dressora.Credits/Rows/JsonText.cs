using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dressora.Ledger;

/// <summary>JSON as text, for a column.</summary>
internal static class JsonText
{
    private const int UsualLength = 256;

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualLength);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
