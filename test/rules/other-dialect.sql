-- case: SQL Server is named once
CREATE TABLE [dbo].[orders] ([id] INT IDENTITY(1,1) NOT NULL);
-- expect: otherDialect
GO
DROP TABLE [dbo].[old];
GO

-- case: MySQL
CREATE TABLE `orders` (`id` int NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`)) ENGINE=InnoDB;
-- expect: otherDialect

-- case: PostgreSQL with array slices is PostgreSQL
SELECT tags[1:2] FROM posts;

-- case: one mistake is not another dialect
SELECT id, FROM orders;
