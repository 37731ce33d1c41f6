/**
 * HTTP as Django REST framework speaks it: addresses and what may be done there, bodies and their
 * fields, pages and their links, and how a {@link chat.parley.problem.Problem} reads as an answer.
 * Knows no users, rooms or messages.
 */
@NullMarked
package chat.parley.http;

import org.jspecify.annotations.NullMarked;
