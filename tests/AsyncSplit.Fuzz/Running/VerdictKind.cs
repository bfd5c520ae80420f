namespace AsyncSplit.Fuzz.Running;

/// <summary>What became of a program.</summary>
internal enum VerdictKind
{
    /// <summary>It runs split as it runs natively.</summary>
    Same,

    /// <summary>A rule refuses it.</summary>
    Refused,

    /// <summary>The compiler refuses it: an error of the fuzzer.</summary>
    Invalid,

    /// <summary>The compiler itself fails on it, natively: nothing to compare with.</summary>
    Crashing,

    /// <summary>What is generated for it does not compile.</summary>
    Broken,

    /// <summary>It runs otherwise split than natively.</summary>
    Differs,

    /// <summary>A run does not end.</summary>
    Endless,
}
