using System.Buffers.Text;

namespace Dressora;

/// <summary>
/// Where ids, secrets and names come from: in a host <see cref="SystemEntropy"/>. A simulation puts
/// a seed in its place, so that a history can be replayed.
/// </summary>
internal abstract class Entropy
{
    private const int NameBytesLength = 16;
    private const int InputKeyBytesLength = 32;
    private const int TokenBytesLength = 32;

    /// <summary>Makes the id of a job, which sorts by the time.</summary>
    public abstract JobId NewJob(DateTimeOffset now);

    /// <summary>Makes the secret of a callback URL.</summary>
    public CallbackToken NewToken() => CallbackToken.From(Base64Url.EncodeToString(Bytes(TokenBytesLength)));

    /// <summary>Makes the name of a staged copy: unguessable, for it may be public.</summary>
    public string NewStagedName() => "dressora-" + Convert.ToHexStringLower(Bytes(NameBytesLength));

    /// <summary>Makes the key of an input: unguessable, for storage may be public.</summary>
    public StorageKey NewInputKey() => StorageKey.ForInput(Convert.ToHexStringLower(Bytes(InputKeyBytesLength)));

    /// <summary>Makes bytes that nobody can foretell.</summary>
    protected abstract byte[] Bytes(int length);
}
