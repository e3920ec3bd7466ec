namespace Dressora.Ledger.Tests.Audits;

/// <summary>Compares a text with a reviewed file.</summary>
internal static class Approved
{
    public static void Compare(string received, string file)
    {
        var approved = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        if (received != approved)
        {
            File.WriteAllText(file.Replace(".approved.", ".received.", StringComparison.Ordinal), received);
        }

        Assert.Equal(approved, received);
    }
}
