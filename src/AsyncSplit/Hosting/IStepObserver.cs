using AsyncSplit.Messaging;

namespace AsyncSplit.Hosting;

/// <summary>Sees every step of this process once it is committed. Register as many as needed; they are called in order, on the step's thread, and should be quick.</summary>
public interface IStepObserver
{
    /// <summary>A step has been committed.</summary>
    void OnStep(StepRecord step);
}
