using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>A step between its end and its commit.</summary>
internal sealed record ExecutedStep(Delivery Delivery, StepCommit Commit, IReadOnlyList<Effect> Effects);
