namespace AsyncSplit.Simulation.Worlds;

/// <summary>What the handlers do to the world. In a step, it is recorded in the step's transaction: it counts when the step is committed.</summary>
public sealed class Effects
{
    private List<Effect> _current = [];

    /// <summary>From now on, effects are recorded here.</summary>
    internal void RecordIn(List<Effect> effects) => _current = effects;

    /// <summary>A step begins: also one that went on in place, and has to be gone through in small steps after all, with another transaction.</summary>
    internal void Begin() => _current.Clear();

    public void Record(string run, string label) => _current.Add(new Effect(run, label));
}
