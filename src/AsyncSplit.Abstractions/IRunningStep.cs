namespace AsyncSplit;

/// <summary>The step that code runs in.</summary>
internal interface IRunningStep
{
    /// <summary>The entry point: a handler's wire name, or the id of a resume point.</summary>
    string EntryPoint { get; }
}
