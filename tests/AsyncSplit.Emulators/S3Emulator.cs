namespace AsyncSplit.Emulators;

/// <summary>S3, by s3rver, with its files in a folder that is removed when the process ends.</summary>
public static class S3Emulator
{
    /// <summary>The usual port, by which <see cref="EmulatorProcess.Address"/> is asked.</summary>
    public const int Port = 4568;

    /// <summary>The access key and the secret key that it takes.</summary>
    public const string Key = "S3RVER";

    private static readonly Lazy<Task<EmulatorProcess>> s_shared = new(StartAsync);

    /// <summary>The one that the tests of a process share; each has a bucket of its own there.</summary>
    public static Task<EmulatorProcess> Shared => s_shared.Value;

    public static Task<EmulatorProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("asyncsplit-s3-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return EmulatorProcess.StartAsync("s3rver/bin/s3rver.js", [Port], "--silent", "-d", folder);
    }
}
