using System.Reflection;
using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Reading;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Sqlite.Writing;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>No statement reads a whole table: what a step costs does not grow with what the file holds.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void EveryStatementSearches()
    {
        _database.Open().Dispose();
        using var connection = _database.Connect();
        using var writer = new WriterStatements(connection);
        using var reader = new ReadStatements(connection);
        var statements = StatementsOf(writer).Concat(StatementsOf(reader)).ToArray();

        var plans = statements.Select(statement => (statement.Name, statement.Statement.Sql, Plan: Explain(connection, statement.Statement.Sql))).ToArray();

        Assert.InRange(plans.Length, 50, 200);
        Assert.Empty(plans.Where(static plan => plan.Plan.Any(IsScan)).Select(static plan => $"{plan.Name}: {plan.Sql}: {string.Join("; ", plan.Plan)}"));

        // What has to be sorted is what one wait has waited for. Everything else comes in the order of an index.
        Assert.Equal(["FutureStatements._outcomes"], plans.Where(static plan => plan.Plan.Any(static line => line.Contains("TEMP B-TREE"))).Select(static plan => plan.Name));
    }

    // One row for each process that has the file open, or one that is made up.
    private static bool IsScan(string line) => line.StartsWith("SCAN ", StringComparison.Ordinal) && line is not ("SCAN owners" or "SCAN CONSTANT ROW");

    private static IEnumerable<(string Name, Statement Statement)> StatementsOf(object owner)
    {
        foreach (var field in owner.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            var value = field.GetValue(owner);
            if (value is Statement statement)
            {
                yield return ($"{owner.GetType().Name}.{field.Name}", statement);
            }
            else if (value is Owners.OwnerStatements || (value is not null && value.GetType().Namespace == typeof(WriterStatements).Namespace))
            {
                foreach (var inner in StatementsOf(value))
                {
                    yield return inner;
                }
            }
        }
    }

    private static List<string> Explain(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        for (var parameter = 1; sql.Contains($"?{parameter}"); parameter++)
        {
            command.Parameters.AddWithValue($"?{parameter}", DBNull.Value);
        }

        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(rows.GetString(3));
        }

        return lines;
    }
}
