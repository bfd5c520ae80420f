namespace AsyncSplit.Sqlite.Writing;

/// <summary>When there is something to lease, kept in mind until the queue changes. Used by the writer's thread only.</summary>
internal sealed class NextDue(MessageStatements messages)
{
    private DateTimeOffset? _next;
    private bool _isKnown;

    /// <summary>The queue may have changed.</summary>
    public void Invalidate() => _isKnown = false;

    /// <summary>For how long there will be nothing to lease: zero when there is something now. Reads the file if need be.</summary>
    public TimeSpan Until(DateTimeOffset now)
    {
        if (!_isKnown)
        {
            _next = messages.NextAvailable();
            _isKnown = true;
        }

        return KnownUntil(now);
    }

    /// <summary>The same without reading: zero when it is not known.</summary>
    public TimeSpan KnownUntil(DateTimeOffset now) => !_isKnown ? TimeSpan.Zero : _next is not { } next ? TimeSpan.MaxValue : next > now ? next - now : TimeSpan.Zero;
}
