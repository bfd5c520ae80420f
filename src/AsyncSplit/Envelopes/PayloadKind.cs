namespace AsyncSplit.Envelopes;

/// <summary>What an envelope carries.</summary>
internal enum PayloadKind
{
    /// <summary>Arguments, in a call.</summary>
    Arguments = 0,

    /// <summary>The awaited result, in a resume.</summary>
    Result = 1,

    /// <summary>What the await throws, in a resume.</summary>
    Error = 2,
}
