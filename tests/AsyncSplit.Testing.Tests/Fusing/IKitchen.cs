namespace AsyncSplit.Testing.Tests.Fusing;

public interface IKitchen
{
    /// <summary>Gives back what it was given.</summary>
    [Chainable]
    Task<Dish> CookAsync(Dish dish);

    /// <summary>Fails, the first time.</summary>
    [Chainable]
    [Retry(MaxAttempts = 2, Delay = "00:00:10")]
    Task<string> ServeAsync(string guest);

    /// <summary>Fails always.</summary>
    [Chainable]
    Task<string> BurnAsync(string guest);
}
