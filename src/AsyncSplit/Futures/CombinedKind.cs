namespace AsyncSplit.Futures;

/// <summary>How a task is made of others.</summary>
internal enum CombinedKind
{
    /// <summary><c>Task.WhenAll</c>: all of them.</summary>
    All = 0,

    /// <summary><c>Task.WhenAny</c>: the first of them.</summary>
    Any = 1,

    /// <summary><c>WaitAsync</c>: the first of them, unless the second of them, a timer, is first.</summary>
    Within = 2,
}
