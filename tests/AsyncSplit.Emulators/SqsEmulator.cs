namespace AsyncSplit.Emulators;

/// <summary>SQS, by fauxqs. Any credentials do.</summary>
public static class SqsEmulator
{
    /// <summary>The usual port, by which <see cref="EmulatorProcess.Address"/> is asked.</summary>
    public const int Port = 4566;

    private static readonly Lazy<Task<EmulatorProcess>> s_shared = new(StartAsync);

    /// <summary>The one that the tests of a process share; each has queues of its own there.</summary>
    public static Task<EmulatorProcess> Shared => s_shared.Value;

    public static Task<EmulatorProcess> StartAsync() => EmulatorProcess.StartAsync("fauxqs/dist/cli.js", [Port]);
}
