using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.Emulators;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.AzureFunctions.Tests.Harness;

/// <summary>The emulated storage account, with names of a test's own in it.</summary>
internal sealed class StorageAccount
{
    private StorageAccount(EmulatorProcess emulator)
    {
        ConnectionString = ConnectionTo(emulator);
        Options = new AzureStorageOptions { ConnectionString = ConnectionString, Application = Name, Table = Name, Container = Name, MaxPollInterval = TimeSpan.FromMilliseconds(200) };
    }

    public string ConnectionString { get; }

    /// <summary>Of the application, the table and the container.</summary>
    public string Name { get; } = $"t{Guid.NewGuid():N}"[..16];

    public AzureStorageOptions Options { get; }

    public StorageClients Clients => new(Options);

    /// <summary>The connection string of an emulator's account.</summary>
    public static string ConnectionTo(EmulatorProcess emulator) => string.Join(
        ';',
        "DefaultEndpointsProtocol=http",
        "AccountName=devstoreaccount1",
        // The emulator's own, which everybody knows.
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        $"BlobEndpoint={emulator.Address(AzuriteEmulator.BlobPort)}devstoreaccount1",
        $"QueueEndpoint={emulator.Address(AzuriteEmulator.QueuePort)}devstoreaccount1",
        $"TableEndpoint={emulator.Address(AzuriteEmulator.TablePort)}devstoreaccount1");

    public static async Task<StorageAccount> OpenAsync() => new(await AzuriteEmulator.Shared);

    public StorageQueues Queues(TimeProvider? clock = null) => new(Clients, Options, clock ?? TimeProvider.System, NullLogger<StorageQueues>.Instance);

    public TableItems Items() => new(Clients.Tables(), Name, NullLogger<TableItems>.Instance);

    public BlobClaimStore Claims() => new(Clients.Container(Name), NullLogger<BlobClaimStore>.Instance);
}
