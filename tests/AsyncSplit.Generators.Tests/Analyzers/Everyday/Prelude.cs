global using System;
global using System.Collections.Generic;
global using System.IO;
global using System.Linq;
global using System.Net.Http;
global using System.Net.Http.Json;
global using System.Text;
global using System.Text.Json;
global using System.Threading;
global using System.Threading.Tasks;
global using AsyncSplit;
global using System.Collections.Concurrent;
global using System.Diagnostics;
global using System.Text.Json.Serialization;
global using Shop;

namespace Shop
{
    public interface ILogger<T>
    {
        void LogInformation(string text, params object?[] args);
        IDisposable BeginScope(string s);
    }

    public interface IOptions<T>
    {
        T Value { get; }
    }

    public sealed class ShopOptions
    {
        public string Url { get; set; } = "";
        public int Retries { get; set; }
        public TimeSpan Delay { get; set; }
    }

    public class Entity
    {
        public int Id { get; set; }
        public string Name { get; set; } = "";
        public decimal Total { get; set; }
        public List<string> Tags { get; set; } = [];
    }

    public class DbSet<T> : IQueryable<T>
    {
        public void Add(T t)
        {
        }

        public void Remove(T t)
        {
        }

        public Task<T?> FindAsync(object id) => Task.FromResult<T?>(default);
        public Task<List<T>> ToListAsync() => Task.FromResult(new List<T>());
        public Type ElementType => typeof(T);
        public System.Linq.Expressions.Expression Expression => null !;
        public IQueryProvider Provider => null !;

        public IEnumerator<T> GetEnumerator() => null !;
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null !;
    }

    public class ShopDb : IDisposable
    {
        public DbSet<Entity> Orders { get; } = new();

        public Task<int> SaveChangesAsync(CancellationToken t = default) => Task.FromResult(1);
        public void Dispose()
        {
        }

        public Task<Tx> BeginTransactionAsync() => null !;
    }

    public class Tx : IAsyncDisposable
    {
        private readonly Stream _connection = Stream.Null;
        public Task CommitAsync() => Task.CompletedTask;
        public ValueTask DisposeAsync() => default;
    }

    public record Quote(string Sku, decimal Price);
    public record Order(string Id, string Sku, int Quantity, string Customer)
    {
        public List<string> Lines { get; init; } = [];
    }

    public record Receipt(string Id, string Payment);
    public abstract record Shape;
    public record Circle(double R) : Shape;
    public record Square(double A) : Shape;
    public interface IPricing
    {
        [Chainable]
        Task<Quote> QuoteAsync(string sku, int quantity);
    }

    public interface IPayments
    {
        [Chainable]
        Task<string> ChargeAsync(string customer, decimal amount);
        [Chainable]
        Task RefundAsync(string payment);
    }
}
