using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dressora.Storage.R2.Tests;

/// <summary>
/// Cloudflare's simulator of R2 as a process of its own, with one bucket. It ends when its standard input does, so that nothing is orphaned
/// when this process dies.
/// </summary>
public sealed class R2Process : IDisposable
{
    public const string Bucket = "dressora";
    public const string AccessKeyId = "the-access-key-id";
    public const string SecretAccessKey = "the-secret-access-key";

    private readonly Process _node;
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;

    private R2Process(Process node, DirectoryInfo folder, bool ownsFolder, Uri endpoint, X509Certificate2 certificate) =>
        (_node, _folder, _ownsFolder, Endpoint, Certificate) = (node, folder, ownsFolder, endpoint, certificate);

    /// <summary>Gets the S3 endpoint, without the bucket.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gets what its TLS side shows; nobody signed it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the file that a process can be told to trust, by SSL_CERT_FILE.</summary>
    public string CertificateFile => Path.Combine(_folder.FullName, "cert.pem");

    /// <summary>Starts one; <see langword="null"/> where there is no node, or the simulator was not installed.</summary>
    /// <param name="folder">Where objects are kept; a temporary folder without one.</param>
    /// <param name="port">Where to listen; any free port without one.</param>
    public static async Task<R2Process?> TryStartAsync(DirectoryInfo? folder = null, int port = 0)
    {
        if (FindScript() is not { } script)
        {
            return null;
        }

        var home = folder ?? Directory.CreateTempSubdirectory("dressora-r2-");
        var certificate = await FindOrMakeCertificateAsync(home);
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            script, Path.Combine(home.FullName, "objects"), Path.Combine(home.FullName, "key.pem"), Path.Combine(home.FullName, "cert.pem"),
            Bucket, AccessKeyId, SecretAccessKey, port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var node = TryStart(start);
        if (node is null)
        {
            return null;
        }

        node.BeginErrorReadLine(); // It tells of every connection that a test broke.
        var line = await node.StandardOutput.ReadLineAsync();
        return line?.Split(' ') is ["listening", var url]
            ? new R2Process(node, home, folder is null, new Uri(url), certificate)
            : throw new InvalidOperationException($"The R2 simulator did not start: {line}");
    }

    /// <summary>Kills it with its children, in the middle of whatever it does. Its folder stays.</summary>
    public void Kill()
    {
        _node.Kill(entireProcessTree: true);
        _node.WaitForExit();
        _node.Dispose();
    }

    /// <summary>Ends it; what it kept stays where the folder was given.</summary>
    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
        if (_ownsFolder)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // There is no node.
        }
    }

    private static string? FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "r2-simulator", "server.mjs");
            if (File.Exists(script))
            {
                return Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "miniflare")) ? script : null;
            }
        }

        return null;
    }

    private static async Task<X509Certificate2> FindOrMakeCertificateAsync(DirectoryInfo folder)
    {
        var (keyFile, certificateFile) = (Path.Combine(folder.FullName, "key.pem"), Path.Combine(folder.FullName, "cert.pem"));
        if (!File.Exists(certificateFile))
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
            var now = TimeProvider.System.GetUtcNow();
            using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
            await File.WriteAllTextAsync(certificateFile, made.ExportCertificatePem());
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        }

        return X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(certificateFile));
    }
}
