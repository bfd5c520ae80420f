namespace AsyncSplit.Envelopes;

/// <summary>What an envelope asks for.</summary>
internal enum EnvelopeKind
{
    /// <summary>Run a start or a contract member with arguments.</summary>
    Call = 0,

    /// <summary>Give a result or an error to the top frame; without frames, it is the chain's end.</summary>
    Resume = 1,
}
