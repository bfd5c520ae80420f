using AsyncSplit.Engine;
using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>One process with a worker: what it has received, and what it has executed and not committed yet.</summary>
internal sealed class SimulatedProcess(string name, SimulatedTime clock, StepRunner runner, IChainCommitter committer)
{
    public string Name => name;

    public SimulatedTime Clock => clock;

    public StepRunner Runner => runner;

    public IChainCommitter Committer => committer;

    public List<Delivery> Received { get; } = [];

    public List<ExecutedStep> Executed { get; } = [];

    public bool IsIdle => Received.Count + Executed.Count == 0;
}
