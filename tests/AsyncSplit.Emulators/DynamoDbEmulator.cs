namespace AsyncSplit.Emulators;

/// <summary>DynamoDB, by dynalite. It has no transactions, and forgets no item whose time is up.</summary>
public static class DynamoDbEmulator
{
    /// <summary>The usual port, by which <see cref="EmulatorProcess.Address"/> is asked.</summary>
    public const int Port = 4567;

    private static readonly Lazy<Task<EmulatorProcess>> s_shared = new(StartAsync);

    /// <summary>The one that the tests of a process share; each has a table of its own there.</summary>
    public static Task<EmulatorProcess> Shared => s_shared.Value;

    public static Task<EmulatorProcess> StartAsync() => EmulatorProcess.StartAsync("dynalite/cli.js", [Port], "--createTableMs", "1", "--deleteTableMs", "1");
}
