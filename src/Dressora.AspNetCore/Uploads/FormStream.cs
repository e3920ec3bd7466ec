namespace Dressora;

/// <summary>Reads one part of a form, and tells a broken form from a broken connection.</summary>
internal sealed class FormStream(Stream inner) : ForwardStream(inner)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsOfForm(problem))
        {
            throw new InvalidFormException();
        }
    }

    /// <summary>
    /// Tells whether the reader of the form complains, and not the server about its connection,
    /// which has types of its own.
    /// </summary>
    public static bool IsOfForm(Exception problem) => problem is InvalidDataException || problem.GetType() == typeof(IOException);
}
