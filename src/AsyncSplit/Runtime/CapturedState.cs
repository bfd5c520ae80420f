using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>The locals that are live at a boundary. The generated records, one per resume point, derive from it.</summary>
public abstract record CapturedState
{
    /// <summary>The entry point that continues with this state.</summary>
    public abstract ResumePoint ResumePoint { get; }

    /// <summary>Writes the state as one JSON object whose members are named like the locals.</summary>
    public abstract void Write(StateWriter writer);
}
