namespace AsyncSplit.Simulation.Shapes;

/// <summary>What clients do to a chain while it runs.</summary>
internal enum RequestKind
{
    Cancel = 0,
}
