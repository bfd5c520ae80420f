using AsyncSplit.Simulation.Worlds;
using AsyncSplit.Stores.Doubles;

namespace AsyncSplit.Simulation.Queues;

/// <summary>A process that does one thing: the step of one message, or what a client asks for. It stops at each gate until the world lets it go on, or never.</summary>
internal sealed class Activity(string name)
{
    public string Name => name;

    /// <summary>What it does.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Where it stands, before or behind which operations: at several places, where it does several things at a time. None when it has ended.</summary>
    public List<(TaskCompletionSource Gate, MemoryOperation Operation)> Gates { get; } = [];

    /// <summary>What its step has done.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>What has to be done when it is killed: asked for again.</summary>
    public Action? Again { get; init; }

    /// <summary>The message that it works for; empty for a client.</summary>
    public string MessageId { get; init; } = "";
}
