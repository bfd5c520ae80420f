namespace AsyncSplit.Simulation.Worlds;

/// <summary>Something happened that must not.</summary>
internal sealed class ViolationException(string message) : Exception(message);
