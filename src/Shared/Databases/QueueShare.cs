namespace AsyncSplit.Databases;

/// <summary>
/// Which places are the queue's where more waits in it than there is place for: one of eight, over all batches, so that chains which go on for ever leave some for what has not begun. The others are taken by what
/// the steps that were in them send.
/// </summary>
internal sealed class QueueShare
{
    private const int Places = 8;

    private int _left;

    /// <summary>How many of the places that become free now are the queue's.</summary>
    public int Of(int places)
    {
        _left += places;
        var share = _left / Places;
        _left %= Places;
        return Math.Min(share, places);
    }
}
