namespace AsyncSplit;

/// <summary>A callback was not completed, because it is over.</summary>
public sealed class CallbackRefusedException : InvalidOperationException
{
    internal CallbackRefusedException(CallbackAnswer answer)
        : base(answer switch
        {
            CallbackAnswer.AlreadyCompleted => "The callback has been completed already.",
            CallbackAnswer.Expired => "The callback's time is over.",
            CallbackAnswer.ChainEnded => "The chain that the callback belongs to has ended.",
            _ => "The chain that the callback belongs to is not known.",
        }) => Answer = answer;

    /// <summary>Why.</summary>
    public CallbackAnswer Answer { get; }
}
