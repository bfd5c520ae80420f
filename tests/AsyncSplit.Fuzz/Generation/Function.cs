using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <summary>Something to call: a local function, or another handler of the program.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Result">What it gives, or what its task does.</param>
/// <param name="Parameters">Their names and types.</param>
/// <param name="IsAsync">Whether it is awaited.</param>
internal sealed record Function(string Name, ProgramType Result, IReadOnlyList<Variable> Parameters, bool IsAsync)
{
    /// <summary>Whether it makes chain calls: the handler calls it, and no other function in it.</summary>
    public bool IsLifted { get; init; }

    /// <summary>A lambda in a local: its parameters have other names.</summary>
    public bool IsDelegate { get; init; }

    /// <summary>Task or ValueTask.</summary>
    public string Task { get; init; } = "Task";

    /// <summary>Whether it logs nothing, so that it may run while the handler goes on.</summary>
    public bool IsQuiet { get; init; }
}
