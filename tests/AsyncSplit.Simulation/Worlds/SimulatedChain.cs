using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>A chain of a world.</summary>
internal sealed record SimulatedChain(string Id, Shape Shape, int Size);
