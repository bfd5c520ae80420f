namespace AsyncSplit.Simulation.Worlds;

/// <summary>One thing that a handler has done.</summary>
/// <param name="Run">For which chain.</param>
/// <param name="Label">What.</param>
internal readonly record struct Effect(string Run, string Label);
