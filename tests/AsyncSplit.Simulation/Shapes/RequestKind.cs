namespace AsyncSplit.Simulation.Shapes;

/// <summary>What clients do to a chain while it runs.</summary>
internal enum RequestKind
{
    Cancel = 0,

    /// <summary>The signals of <see cref="Shape.SignalValues"/>, one after the other.</summary>
    Signals = 1,

    /// <summary>Its dead letter is mended and goes on.</summary>
    Redrive = 2,
}
