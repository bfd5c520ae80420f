using AsyncSplit.Messaging;

namespace AsyncSplit.Hosting;

/// <summary>Sees every step of this process once it is committed. Register as many as needed; they are called in order, on the step's thread, and should be quick.</summary>
/// <remarks>A chain's next step may be done, and reported, before this one is: order by <see cref="StepRecord.StartedAt"/>, or ask the store for the history.</remarks>
public interface IStepObserver
{
    /// <summary>A step has been committed.</summary>
    void OnStep(StepRecord step);
}
