namespace AsyncSplit.Generators.Splitting;

/// <summary>What decides which code a chain call reaches.</summary>
internal enum Dispatch
{
    /// <summary>The method's wire name alone: a contract's, whose implementation the callee's services know, a static one, or one of a class that nothing derives from.</summary>
    ByName,

    /// <summary>The receiver's run-time type: a class may be derived from that has the method.</summary>
    OnReceiver,
}
