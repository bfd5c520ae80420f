namespace AsyncSplit.Testing.Tests.Fusing;

public sealed class Kitchen(Visits visits) : IKitchen
{
    private int _served;

    public Task<Dish> CookAsync(Dish dish)
    {
        visits.Note("cook");
        return Task.FromResult(dish);
    }

    public Task<string> ServeAsync(string guest)
    {
        visits.Note("serve");
        return ++_served == 1 ? throw new TimeoutException("no waiter") : Task.FromResult($"served {guest}");
    }

    public Task<string> BurnAsync(string guest) => throw new InvalidOperationException($"burnt, {guest}");
}
