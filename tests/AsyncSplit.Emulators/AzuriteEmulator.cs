namespace AsyncSplit.Emulators;

/// <summary>Azure Storage, by azurite, in memory.</summary>
public static class AzuriteEmulator
{
    /// <summary>The usual port of blobs, by which <see cref="EmulatorProcess.Address"/> is asked.</summary>
    public const int BlobPort = 10000;

    /// <summary>The usual port of queues.</summary>
    public const int QueuePort = 10001;

    /// <summary>The usual port of tables.</summary>
    public const int TablePort = 10002;

    private static readonly Lazy<Task<EmulatorProcess>> s_shared = new(StartAsync);

    /// <summary>The one that the tests of a process share; each has names of its own there.</summary>
    public static Task<EmulatorProcess> Shared => s_shared.Value;

    public static Task<EmulatorProcess> StartAsync() => EmulatorProcess.StartAsync(
        "azurite/dist/src/azurite.js", [BlobPort, QueuePort, TablePort], "--silent", "--skipApiVersionCheck", "--inMemoryPersistence", "--disableTelemetry");
}
