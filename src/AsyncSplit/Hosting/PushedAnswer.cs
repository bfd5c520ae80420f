namespace AsyncSplit.Hosting;

/// <summary>What the pusher of an envelope is told.</summary>
/// <param name="IsDone">Whether the envelope is done with: the pusher forgets it. Otherwise it pushes it again.</param>
/// <param name="RetryAfter">After what pause to push it again, where the pusher can choose; zero for at once.</param>
public readonly record struct PushedAnswer(bool IsDone, TimeSpan RetryAfter)
{
    /// <summary>The envelope is done with.</summary>
    public static PushedAnswer Done => new(true, TimeSpan.Zero);

    /// <summary>The envelope is to be pushed again.</summary>
    public static PushedAnswer TryAgain(TimeSpan after) => new(false, after);
}
