namespace AsyncSplit;

/// <summary>A signal was not sent, because no chain takes it.</summary>
public sealed class SignalRefusedException : InvalidOperationException
{
    internal SignalRefusedException(string chainId, SignalAnswer answer)
        : base(answer == SignalAnswer.ChainEnded ? $"Chain {chainId} has ended." : $"There is no chain '{chainId}'.") => Answer = answer;

    /// <summary>Why.</summary>
    public SignalAnswer Answer { get; }
}
