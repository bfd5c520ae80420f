namespace AsyncSplit.Functions;

/// <summary>How much of an application one deployed function has.</summary>
internal enum FunctionGranularity
{
    /// <summary>A function for each handler, with all its entry points.</summary>
    Handler = 0,

    /// <summary>A function for each entry point.</summary>
    EntryPoint = 1,

    /// <summary>One function for everything.</summary>
    One = 2,
}
