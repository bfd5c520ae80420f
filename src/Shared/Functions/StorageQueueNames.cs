using System.Text;

namespace AsyncSplit.Functions;

/// <summary>Which Azure Storage queue belongs to a function. The build that writes the function folders and the processes that send envelopes go by the same rule.</summary>
internal static class StorageQueueNames
{
    /// <summary>What the Functions host adds for the queue of what it has given up.</summary>
    public const string PoisonSuffix = "-poison";

    // The service takes 63 characters, and the queue of what was given up has a suffix.
    private const int MaxLength = 63 - 7;
    private const int MinLength = 3;

    /// <summary>The queue of a function: the application's name, a hyphen and the function's, in lower case. What cannot stand in a queue's name becomes a hyphen, and the hash of the original ends the name.</summary>
    /// <remarks>Functions whose names differ in case only share a queue, which does no harm: each can run all of the application's.</remarks>
    /// <param name="application">The application's name; empty for none.</param>
    /// <param name="function">The function's name by <see cref="FunctionNames"/>.</param>
    /// <returns>Lower-case letters, digits and single hyphens; 3 to 56.</returns>
    public static string Of(string application, string function)
    {
        var original = application.Length == 0 ? function : $"{application}-{function}";
        var name = new StringBuilder(original.Length);
        var isExact = true;
        foreach (var character in original)
        {
            if (character is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                name.Append(character);
            }
            else if (character is >= 'A' and <= 'Z')
            {
                name.Append((char)(character | ' '));
            }
            else if (name.Length > 0 && name[name.Length - 1] != '-')
            {
                name.Append('-');
                isExact &= character == '-';
            }
            else
            {
                // It begins with a hyphen, or has two of them.
                isExact = false;
            }
        }

        isExact &= name.Length is >= MinLength and <= MaxLength && name[name.Length - 1] != '-';
        return isExact ? name.ToString() : $"{name.ToString(0, Math.Min(name.Length, MaxLength - 9)).TrimEnd('-')}-{FunctionNames.Hash(original)}".TrimStart('-');
    }
}
