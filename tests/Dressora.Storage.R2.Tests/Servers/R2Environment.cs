namespace Dressora.Storage.R2.Tests;

/// <summary>What a process is told to use the simulator, as an operator would tell it.</summary>
internal static class R2Environment
{
    /// <summary>Returns the settings, for a prefix that nobody else uses.</summary>
    public static Dictionary<string, string> Of(R2Process r2) => new(StringComparer.Ordinal)
    {
        ["R2__Endpoint"] = r2.Endpoint.AbsoluteUri,
        ["R2__Bucket"] = R2Process.Bucket,
        ["R2__AccessKeyId"] = R2Process.AccessKeyId,
        ["R2__SecretAccessKey"] = R2Process.SecretAccessKey,
        ["R2__Prefix"] = "t" + Guid.NewGuid().ToString("N")[..12],
        ["SSL_CERT_FILE"] = r2.CertificateFile,
    };
}
