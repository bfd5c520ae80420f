namespace AsyncSplit.Benchmarks.Stores;

/// <summary>Who is asked to approve, outside of the program.</summary>
public interface IDesk
{
    /// <summary>Someone is to answer, with the token.</summary>
    Task AskAsync(CallbackToken token, string customer, decimal amount);
}
