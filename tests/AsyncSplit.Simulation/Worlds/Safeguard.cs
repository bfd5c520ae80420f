namespace AsyncSplit.Simulation.Worlds;

/// <summary>What protects the envelopes of a world.</summary>
internal enum Safeguard
{
    None = 0,

    /// <summary>Signatures. The processes are in the middle of a rotation of keys: not all sign with the same one.</summary>
    Signed = 1,

    /// <summary>Encryption, in the same way.</summary>
    Encrypted = 2,
}
